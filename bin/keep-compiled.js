// Hundreds of small files are read at each start: what Node made of them is kept for the next one.
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
// Nodes that cannot do this start as they always did.
if (module.enableCompileCache) module.enableCompileCache(join(caches, 'steadfast', 'compiled'));

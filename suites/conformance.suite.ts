import { describeSuite } from './support/describe-suite.ts';

await describeSuite('conformance');

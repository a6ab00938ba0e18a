import { registerRuntime } from '../changes/runtime-registration.ts';
import { type Check, fine, notNeeded, type Observation } from '../check.ts';
import type { Engine } from '../engine/engine.ts';
import { missingInEngine } from '../engine/missing-in-engine.ts';
import { provePrivileged } from '../engine/privileged-proof.ts';
import { RUNTIME } from '../engine/runtime-wrapper.ts';
import { type Host, readText } from '../host.ts';
import type { Survey } from '../survey.ts';

/** From this release on, the engine asks only for capabilities that it has itself. */
const ASKS_WITHIN_BOUNDS = 23;

export const privileged: Check = {
  id: 'privileged',
  title: 'privileged containers',
  neededFor: 'kind starts its nodes as privileged containers',
  providers: ['kind'],
  quick: true,
  async examine(survey) {
    const found = await survey.engine();
    if (found.state !== 'running') return withoutEngine(survey, found);
    const missing = await missingOf(survey, found);
    if (missing?.length === 0) return fine('no capability is missing from the bounding set');
    const missed = missing ? `${missing.join(', ')} missing here` : 'what is missing is not known';
    const runtime = found.facts.DefaultRuntime;
    const unfit = unfitWrapper(found);
    if (unfit) return broken(survey.host, unfit);
    if (!survey.quick) {
      const proof = await provePrivileged(survey.host);
      if (proof.started === true)
        return fine(`${proof.says}, by the runtime ${runtime}; ${missed}`);
      if (proof.started === false) return broken(survey.host, `${missed}: ${proof.says}`);
    }
    // Nothing could be started to see: what is left is to reason.
    if (missing === null) return fine('an engine of another machine, not looked at');
    if (runtime !== 'runc') return fine(`${missed}, but the engine's runtime is ${runtime}`);
    if (Number.parseInt(found.facts.ServerVersion, 10) >= ASKS_WITHIN_BOUNDS) {
      return fine(`${missed}, and this engine asks only for what there is`);
    }
    return broken(survey.host, `${missed}, and the engine's runtime asks for all there is`);
  },
  async remedies(survey) {
    const found = await survey.engine();
    if (found.state !== 'running' || !found.local) return [];
    return (await missingOf(survey, found))?.length ? [registerRuntime(survey.host)] : [];
  },
};

async function missingOf(survey: Survey, found: Engine): Promise<string[] | null> {
  return (await survey.sharesKernel()) ? missingInEngine(survey.host, found) : null;
}

async function withoutEngine(survey: Survey, found: Engine): Promise<Observation> {
  const missing = await missingOf(survey, found);
  if (!missing?.length) return notNeeded('to be seen when the engine runs');
  return broken(
    survey.host,
    `${missing.join(', ')} missing here: the engine has to start with a runtime that knows`,
  );
}

/** Our own runtime is known to the engine, but the file it names is gone. */
function unfitWrapper({ state, ...found }: Engine): string | null {
  if (state !== 'running' || !('facts' in found)) return null;
  const { DefaultRuntime, Runtimes } = found.facts;
  const path = DefaultRuntime === RUNTIME ? Runtimes[RUNTIME]?.path : undefined;
  return path && readText(path) === null ? `the engine's runtime ${path} is gone` : null;
}

function broken(host: Host, says: string): Observation {
  const sudo = host.root ? '' : 'sudo ';
  return { state: 'broken', says, mend: [`${sudo}npx steadfast doctor --fix --yes`], asks: true };
}

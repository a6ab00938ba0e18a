import { connect } from '../cluster/api.ts';
import { messageIn, sendRequest } from '../cluster/send-request.ts';
import type { Blow } from '../model/fault.ts';
import type { SetParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';

const EDITORS = 8;

interface ReadSet {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
}

/**
 * Several users write one set back at the same time, each as it read it: one may win and the others
 * must be told. Beside them somebody patches, who conflicts with nobody and must be heard.
 */
export const editsAtOnce: Blow<SetParams> = {
  kind: 'blow',
  name: 'edits-at-once',
  needs: [],
  reach: 'own',

  async strike(cluster, { namespace, set }) {
    const { config } = connect(cluster);
    const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${set}`;
    const read = await sendRequest(config, { method: 'GET', path });
    if (read.code !== 200) throw new HarnessError({ what: `${set} cannot be read` });
    const object = read.body as ReadSet;
    const write = (editor: number) => {
      const { annotations } = object.metadata;
      const mine = { ...annotations, 'steadfast.dev/edited-by': `editor-${editor}` };
      const body = { ...object, metadata: { ...object.metadata, annotations: mine } };
      return sendRequest(config, { method: 'PUT', path, body });
    };
    const patched = { metadata: { annotations: { 'steadfast.dev/patched': 'yes' } } };
    const [patch, ...answers] = await Promise.all([
      sendRequest(config, { method: 'PATCH', path, body: patched }),
      ...Array.from({ length: EDITORS }, (_, editor) => write(editor)),
    ]);
    const won = answers.filter(({ code }) => code === 200).length;
    const told = answers.filter(({ code }) => code === 409).length;
    const says =
      `${EDITORS} users wrote ${set} back at once: ${won} won, ${told} were told of a conflict; ` +
      `a patch beside them was answered with ${patch.code}`;
    if (won <= 1 && won + told === EDITORS && patch.code === 200) {
      return { says, excuses: [], podUids: [] };
    }
    const odd = answers.find(({ code }) => code !== 200 && code !== 409);
    throw new HarnessError({ what: says, lastSeen: messageIn(odd?.body) || 'two won' });
  },
};

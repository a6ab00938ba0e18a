/** For sed: what becomes of what starts a program. */
export interface StartEdit {
  /** A service of a node: a script whose last line becomes the program. */
  readonly service: string;
  /** A manifest of a kubelet, as kubeadm writes it; absent for what pods are not put to. */
  readonly manifest?: string;
}

/** From the command of the first container to the first field behind it. */
const COMMAND = '/^ *- command:$/,/^ *[a-z]/';

/** The flag comes behind all others: of several that speak of one thing the last one counts. */
export function oneMoreFlag(flag: string): Required<StartEdit> {
  return {
    service: `s/^exec .*/& '${flag}'/`,
    // It stands where the last of the others stands: that line is kept until the end is seen.
    manifest: `${COMMAND}{/^ *- /h;/^ *[a-z]/{x;s/- .*/- ${flag}/;G}}`,
  };
}

/** Every process that was started in the other way carries this, with the name of the loan. */
export const MARK = 'STEADFAST_LOAN';

/** The same for the mark; the name of the loan is the shell's to fill in. */
export const MARK_EDIT: Required<StartEdit> = {
  service: `s/^exec /export ${MARK}=$loan\\n&/`,
  // Fields are in the order of the alphabet: what follows the command is an environment, or none.
  manifest: [
    `${COMMAND}{/^\\( *\\)env:$/{s//&\\n\\1- name: ${MARK}\\n\\1  value: $loan/;b;}`,
    `s/^\\( *\\)[a-z].*/\\1env:\\n\\1- name: ${MARK}\\n\\1  value: $loan\\n&/}`,
  ].join(';'),
};

/**
 * What a script of ours exports under this name: k6 then prints what it made of its thresholds as
 * one more line for programs, in the place of a page for people.
 */
export function handleSummary({ metrics }) {
  return { stdout: `${JSON.stringify({ type: 'Summary', metrics })}\n` };
}

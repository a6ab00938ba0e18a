import { expect } from 'chai';
import { BadOperation } from './operation.ts';
import { readOperations } from './read-operations.ts';

const GOOD = { client: 1, key: 'k', kind: 'read', value: null, call: 3, return: 4 };
const line = (changes: object) => JSON.stringify({ ...GOOD, ...changes });

describe('linear: operations from JSON lines', () => {
  it('are the same however the text is cut, with empty lines and without a last newline', () => {
    const text = `${line({ key: 'é' })}\r\n\n${line({ return: -1 })}`;
    const expected = [
      { ...GOOD, key: 'é', line: 1 },
      { ...GOOD, return: -1, line: 3 },
    ];
    expect(readOperations([text])).to.deep.equal(expected);
    expect(readOperations(text)).to.deep.equal(expected);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', 'read 1', /this is no JSON: /],
    ['half an object', '{"client": 1', /this is no JSON: /],
    ['a list', '[1, 2]', /no JSON object: \[1, 2\]/],
    ['a missing client', line({ client: undefined }), /the field client is missing/],
    ['a missing key', line({ key: undefined }), /the field key is missing/],
    ['a missing kind', line({ kind: undefined }), /the field kind is missing/],
    ['a missing value', line({ value: undefined }), /the field value is missing/],
    ['a missing call', line({ call: undefined }), /the field call is missing/],
    ['a missing return', line({ return: undefined }), /the field return is missing/],
    ['a call that is text', line({ call: '3' }), /call is "3", not a number/],
    ['a call before all time', line({ call: -1 }), /call is -1, not a number from 0 on/],
    ['a return that is null', line({ return: null }), /return is null, not a number from 0 on/],
    ['a return before its call', line({ return: 2 }), /return \(2\) is before call \(3\)/],
  ];
  for (const [title, text, wrong] of bad) {
    it(`refuse ${title} with the line`, () => {
      const read = () => readOperations([`${line({})}\n${text}\n`]);
      expect(read).to.throw(BadOperation, wrong).with.property('at', 2);
    });
  }
});

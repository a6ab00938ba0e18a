import { check, randomSeed, sleep } from 'k6';
import { vu } from 'k6/execution';
import http from 'k6/http';
import { Rate } from 'k6/metrics';

export { handleSummary } from '../summary.k6.js';

/** MEMBERS and SEED are told by whoever starts k6: names with addresses, and a number. */
const members = JSON.parse(__ENV.MEMBERS);

/** Whether a reader was told by any member at all. */
const served = new Rate('served');

export const options = {
  scenarios: {
    // Its end is the end of the story; the hour is for a k6 that nobody tells to end.
    readers: { executor: 'constant-vus', vus: 4, duration: '1h', gracefulStop: '0s' },
  },
  thresholds: {
    // With one member at a time away, the next one answers.
    served: ['rate>0.99'],
    'checks{check:serves what it served before}': ['rate==1'],
    // Of those that answered. A host that is many times full answers late.
    'http_req_duration{expected_response:true}': ['p(95)<1500'],
  },
  systemTags: ['status', 'error', 'error_code', 'expected_response', 'check'],
};

/** What each member serves before anything happens to it. */
export function setup() {
  return Object.fromEntries(
    members.map((member) => {
      const { status, body } = ask(member);
      if (status !== 200) throw new Error(`${member.name} answered ${status} to begin with`);
      return [member.name, body];
    }),
  );
}

/** A reader draws a member and turns to the next one for as long as nobody answers. */
export default function read(known) {
  if (vu.iterationInScenario === 0) randomSeed(Number(__ENV.SEED) + vu.idInTest);
  const first = Math.floor(Math.random() * members.length);
  const isServed = members.some((_, step) => {
    const member = members[(first + step) % members.length];
    const { status, body } = ask(member);
    if (status !== 200) return false;
    check(body, { 'serves what it served before': (text) => text === known[member.name] });
    return true;
  });
  served.add(isServed);
  sleep(0.2);
}

function ask({ name, url }) {
  return http.get(`${url}/id.txt`, { timeout: '3s', tags: { member: name } });
}

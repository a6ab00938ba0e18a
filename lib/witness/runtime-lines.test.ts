import { expect } from 'chai';
import { parseRuntimeLine, wallTime } from './runtime-lines.ts';

const ID = 'dc76335346381b859cb31c9a246ab6031979fd02693435d6008832bc324f68b7';

describe('what the runtime says', () => {
  it('reads a container’s labels', () => {
    const line = `labels ${ID} "io.cri-containerd.kind": "container" "io.kubernetes.container.name": "main" "io.kubernetes.pod.name": "sh" "io.kubernetes.pod.namespace": "explore" "io.kubernetes.pod.uid": "1ff2ce56-bdc1-4dce-887c-6409ea77d1dc" "CreatedAt": "2026-11-21T07:45:35.517219582Z" `;
    expect(parseRuntimeLine(line)).to.deep.equal({
      says: 'labels',
      id: ID,
      labels: {
        name: 'main',
        pod: 'sh',
        podUid: '1ff2ce56-bdc1-4dce-887c-6409ea77d1dc',
        created: Date.UTC(2026, 10, 21, 7, 45, 35) + 517.219582,
      },
    });
  });

  it('calls the sandbox by the name that no container can have', () => {
    const line = `labels ${ID} "io.cri-containerd.kind": "sandbox" "io.kubernetes.pod.name": "sh" `;
    expect(parseRuntimeLine(line)).to.have.nested.property('labels.name', 'POD');
  });

  it('takes the time of a start from the event', () => {
    const line = `event ${ID} 2026-11-21 07:45:36.005510964 /tasks/start {"container_id":"${ID}","pid":2615}`;
    expect(parseRuntimeLine(line)).to.deep.equal({
      says: 'start',
      id: ID,
      at: Date.UTC(2026, 10, 21, 7, 45, 36) + 5.510964,
    });
  });

  it('takes the time of an exit from the exit, not from its event', () => {
    const line = `event ${ID} 2026-11-21 07:45:45.477975308 /tasks/exit {"container_id":"${ID}","id":"${ID}","pid":2615,"exit_status":143,"exited_at":{"seconds":1795247145,"nanos":477740089}}`;
    const exit = parseRuntimeLine(line);
    expect(exit).to.include({ says: 'exit', exitCode: 143 });
    expect(exit).to.have.property('at').that.is.closeTo(1795247145477.74, 0.001);
  });

  it('reads an exit code of 0 where the event leaves it out', () => {
    const line = `event ${ID} 2026-11-21 07:45:45.4 /tasks/exit {"container_id":"${ID}","id":"${ID}","pid":1,"exited_at":{"seconds":1795247145}}`;
    expect(parseRuntimeLine(line)).to.include({ exitCode: 0, at: 1795247145000 });
  });

  it('reads a listing, an empty one too', () => {
    expect(parseRuntimeLine(`listing 1795247146826 a=ended b=running`)).to.deep.equal({
      says: 'listing',
      at: 1795247146826,
      running: new Map([
        ['a', false],
        ['b', true],
      ]),
    });
    expect(parseRuntimeLine('listing 1795247146826')).to.have.deep.property('running', new Map());
  });

  it('passes over what is none of it', () => {
    expect(parseRuntimeLine('time="2026-11-21" level=warning')).to.equal(null);
  });

  it('keeps the digits of a fraction that are finer than a millisecond', () => {
    expect(wallTime('1970-01-01T00:00:01.0005Z')).to.equal(1000.5);
    expect(wallTime('1970-01-01T01:00:01.25+01:00')).to.equal(1250);
    expect(wallTime('1970-01-01T00:00:01Z')).to.equal(1000);
  });
});

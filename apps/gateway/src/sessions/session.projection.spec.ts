import type { SessionEvent } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { ProjectionError } from '../projecting/projection.ts';
import type { RemoteBrowserSession } from './session.entity.ts';
import { projectSession } from './session.projection.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const at = '2026-11-22T10:00:00.000Z';
const started: SessionEvent = {
  type: 'countersign.session.started.v1',
  data: { runId: id, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: at, expiresAt: '2026-11-22T11:00:00.000Z', heartbeatTimeoutMs: null, node: 'n1' },
};

function after(...events: SessionEvent[]): RemoteBrowserSession {
  let row: RemoteBrowserSession | undefined;
  for (const [index, event] of events.entries()) {
    const envelope = {
      specversion: '1.0', id, source: 'session-service', subject: `session/${id}`, time: at, datacontenttype: 'application/json',
      dataschema: '', aggregateversion: index + 1, actor: 'user:ada', correlationid: 'c',
    } as const;
    row = projectSession(row, { ...envelope, ...event }, { publicUrl: 'https://countersign.example' });
  }
  return row!;
}

describe('a session', () => {
  it('is active once it started, with the console page of the public url', () => {
    expect(after(started)).toMatchObject({ id, status: 'active', userConsoleUrl: `https://countersign.example/console/${id}`, lastHeartbeatAt: null, endedReason: null, version: 1 });
  });
  it('ends with its last heartbeat, and nobody has control any more', () => {
    const taken: SessionEvent = { type: 'countersign.session.control_taken.v1', data: { holder: 'user:ada', token: 1 } };
    expect(after(started, taken)).toMatchObject({ controlHolder: 'user:ada' });
    const terminated: SessionEvent = { type: 'countersign.session.terminated.v1', data: { reason: 'host_lost', lastHeartbeatAt: at } };
    expect(after(started, taken, terminated)).toMatchObject({ status: 'terminated', endedReason: 'host_lost', endedAt: at, lastHeartbeatAt: at, controlHolder: null, version: 3 });
    expect(after(started, { type: 'countersign.session.expired.v1', data: { reason: 'deadline_reached', lastHeartbeatAt: null } })).toMatchObject({ status: 'expired', endedReason: 'deadline_reached' });
  });
  it('that did not start is terminated', () => {
    expect(after({ type: 'countersign.session.start_failed.v1', data: { runId: id, reason: 'no display' } })).toMatchObject({ status: 'terminated', endedReason: 'start_failed', runId: id });
  });
  it('gives control back, whoever takes it next', () => {
    const events: SessionEvent[] = [
      { type: 'countersign.session.control_taken.v1', data: { holder: 'user:ada', token: 1 } },
      { type: 'countersign.session.control_returned.v1', data: { holder: 'user:ada', token: 1, reason: 'taken_over' } },
    ];
    expect(after(started, ...events).controlHolder).toBeNull();
  });
  it('says since when somebody has control, and with which token', () => {
    const taken: SessionEvent = { type: 'countersign.session.control_taken.v1', data: { holder: 'user:ada', token: 3 } };
    expect(after(started, taken)).toMatchObject({ controlHolder: 'user:ada', controlToken: 3, controlSince: at });
    const returned: SessionEvent = { type: 'countersign.session.control_returned.v1', data: { holder: 'user:ada', token: 3, reason: 'idle' } };
    expect(after(started, taken, returned)).toMatchObject({ controlHolder: null, controlToken: null, controlSince: null });
  });
  it('lists the consoles that are open', () => {
    const other = id.replace(/1$/, '2');
    const opened = (grantId: string, consoleId: string): SessionEvent => ({ type: 'countersign.session.console_opened.v1', data: { grantId, consoleId, mode: 'view', user: 'user:ada', cookieSha256: 'a'.repeat(64) } });
    const both = after(started, opened(id, id), opened(other, other)).consoles;
    expect(both).toEqual([id, other].map((one) => ({ consoleId: one, grantId: one, user: 'user:ada', mode: 'view', openedAt: at })));
    expect(after(started, opened(id, id), opened(other, other), { type: 'countersign.session.console_closed.v1', data: { consoleId: id, reason: 'expired' } }).consoles).toEqual([both[1]]);
    expect(after(started, opened(id, id), opened(other, other), { type: 'countersign.session.console_revoked.v1', data: { grantId: other } }).consoles).toEqual([both[0]]);
    expect(after(started, opened(id, id), { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }).consoles).toEqual([]);
  });
  it('lists its hand-offs with their outcome', () => {
    const requested: SessionEvent = { type: 'countersign.session.handoff_requested.v1', data: { handoffId: id, reason: 'captcha', instructions: 'Solve it', deadline: at } };
    const completed: SessionEvent = { type: 'countersign.session.handoff_completed.v1', data: { handoffId: id, outcome: 'done', note: null } };
    expect(after(started, requested).handoffs).toEqual([
      { id, reason: 'captcha', instructions: 'Solve it', requestedAt: at, requestedBy: 'user:ada', deadline: at, outcome: null, note: null, completedAt: null, completedBy: null },
    ]);
    expect(after(started, requested, completed).handoffs[0]).toMatchObject({ outcome: 'done', completedAt: at, completedBy: 'user:ada' });
  });
  it('whose first event is missing is a fault', () => {
    expect(() => after({ type: 'countersign.session.extended.v1', data: { expiresAt: at } })).toThrow(ProjectionError);
  });
});

import { describe, expect, it } from '@jest/globals';
import { specification } from '@countersign/decider';
import type { SessionEvent } from '@countersign/contracts';
import type { CommandOf, ProfileOutcome } from './commands.ts';
import { sessionDecider } from './decide.ts';

const { given } = specification(sessionDecider);
const now = '2026-11-22T10:00:00.000Z';
const profile = { candidateId: '018f5b7e-2c3a-7d41-9a51-6f2b7c8d9e03', name: 'workday', save: true, version: 3 };
const parameters = { runId: '018f5b7e-2c3a-7d41-9a51-6f2b7c8d9e01', viewport: { width: 1280, height: 800 }, startUrl: null, ttlMs: 60_000, heartbeatTimeoutMs: null };
const choice = { name: 'workday', save: true };
const start: CommandOf<'start'> = { type: 'start', parameters: { ...parameters, profile: choice }, node: 'node-a', now, profile };
const started = given().when(start).events![0] as SessionEvent;
const saved: ProfileOutcome = { type: 'countersign.session.profile_saved.v1', data: { candidateId: profile.candidateId, name: 'workday', version: 4, sha256: 'f'.repeat(64), sizeBytes: 9 } };

describe('a session with a profile', () => {
  it('says what it was started from; one without says nothing', () => {
    expect(started.data).toMatchObject({ profile });
    expect(given().when({ type: 'start', parameters, node: 'node-a', now }).events![0]!.data).not.toHaveProperty('profile');
  });

  it('is found by a repeat that asks for the same, whatever was saved meanwhile, and by no other', () => {
    const repeat = (asked?: { name: string; save: boolean }) => given(started).when({ type: 'start', parameters: asked ? { ...parameters, profile: asked } : parameters, node: 'node-b', now });
    expect(repeat(choice).events).toEqual([]);
    expect(repeat({ ...choice, save: false }).rejected).toBe('session_exists');
    expect(repeat({ ...choice, name: 'other' }).rejected).toBe('session_exists');
    expect(repeat().rejected).toBe('session_exists');
  });

  it('says what became of it in the commit of its end, and nowhere else', () => {
    const terminate = { type: 'terminate', reason: 'requested', lastHeartbeatAt: null, profile: saved } as const;
    const ended = given(started).when(terminate);
    expect(ended.events).toEqual([saved, { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }]);
    expect(ended.state.status).toBe('terminated');
    expect(given(started, ...ended.events!).when(terminate).events).toEqual([]);
    const expire = { type: 'expire', lastHeartbeatAt: null, silentMs: 0, hearingMs: 0, connections: 0, profile: saved } as const;
    expect(given(started).when({ ...expire, now: '2026-11-22T10:02:00.000Z' }).events).toEqual([saved, expect.objectContaining({ type: 'countersign.session.expired.v1' })]);
    expect(given(started).when({ ...expire, now }).events).toEqual([]);
  });
});

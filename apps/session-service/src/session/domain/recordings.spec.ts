import { describe, expect, it } from '@jest/globals';
import type { SessionEvent } from '@countersign/contracts';
import { specification } from '@countersign/decider';
import type { CommandOf } from './commands.ts';
import { sessionDecider } from './decide.ts';

const { given } = specification(sessionDecider);
const runId = '00000000-0000-4000-8000-000000000001';
const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString();
const parameters = { runId, viewport: { width: 1280, height: 800 }, startUrl: null, ttlMs: 3_600_000, heartbeatTimeoutMs: 60_000 };
const start = (recorded?: boolean): CommandOf<'start'> => ({ type: 'start', parameters: { ...parameters, ...(recorded === undefined ? {} : { recorded }) }, node: 'node-a', now: at(0) });
const startedAs = (recorded?: boolean): SessionEvent => (sessionDecider.decide(start(recorded), sessionDecider.initialState) as SessionEvent[])[0]!;
const recorded = startedAs(true);
const terminated: SessionEvent = { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } };
const segment = { index: 0, sha256: 'a'.repeat(64), sizeBytes: 100, from: at(0), to: at(60) };
const saved: SessionEvent = { type: 'countersign.session.recording_saved.v1', data: segment };
const save: CommandOf<'save_recording'> = { type: 'save_recording', segment };
const stop: CommandOf<'stop_recording'> = { type: 'stop_recording', reason: 'size_limit' };
const stopped: SessionEvent = { type: 'countersign.session.recording_stopped.v1', data: { reason: 'size_limit' } };

describe('the recording of a session', () => {
  it('is a parameter: a repeat must ask for the same', () => {
    expect(recorded.data).toMatchObject({ recorded: true });
    expect(given(recorded).when(start(true)).events).toEqual([]);
    expect(given(recorded).when(start()).rejected).toBe('session_exists');
    expect(given(startedAs()).when(start(true)).rejected).toBe('session_exists');
    expect(given(startedAs()).when(start(false)).events).toEqual([]);
  });
  it('is saved segment by segment, also right after the end', () => {
    expect(given(recorded).when(save).events).toEqual([saved]);
    expect(given(recorded, terminated).when(save).events).toEqual([saved]);
  });
  it('has each segment once', () => {
    expect(given(recorded, saved).when(save).events).toEqual([]);
    expect(given(recorded, saved, terminated).when(save).events).toEqual([]);
    expect(given(recorded, saved).when({ ...save, segment: { ...segment, sha256: 'b'.repeat(64) } }).rejected).toBe('recording_corrupt');
    expect(given(recorded, saved).when({ ...save, segment: { ...segment, index: 1 } }).events).toHaveLength(1);
  });
  it('stops once, and not after the end', () => {
    expect(given(recorded).when(stop).events).toEqual([stopped]);
    expect(given(recorded, stopped).when({ ...stop, reason: 'failed' }).events).toEqual([]);
    expect(given(recorded, terminated).when(stop).events).toEqual([]);
    expect(given(recorded, stopped).when(save).events).toEqual([saved]);
  });
  it('is not there where none was asked for', () => {
    for (const command of [save, stop]) {
      expect(given().when(command).rejected).toBe('session_not_found');
      expect(given(startedAs()).when(command).rejected).toBe('recording_not_found');
    }
    expect(given({ type: 'countersign.session.start_failed.v1', data: { runId, reason: 'no' } }).when(save).rejected).toBe('recording_not_found');
  });
});

import type { CommandOf } from './commands.ts';
import { refuse, type Decision } from './decision.ts';
import type { SessionState } from './session.ts';

/** The last segment is finished by the end of the session, so it may come after it. The same segment again is a repeat. */
export function decideSaveRecording({ segment }: CommandOf<'save_recording'>, state: SessionState): Decision {
  if (state.parameters?.recorded !== true) return refuse('recording_not_found');
  const saved = state.recording.segments[segment.index];
  if (saved === segment.sha256) return [];
  if (saved !== undefined) return refuse('recording_corrupt', { index: segment.index, sha256: saved });
  return [{ type: 'countersign.session.recording_saved.v1', data: segment }];
}

/** Said once, and only of a session that goes on. */
export function decideStopRecording({ reason }: CommandOf<'stop_recording'>, state: SessionState): Decision {
  if (state.parameters?.recorded !== true) return refuse('recording_not_found');
  if (state.status !== 'active' || state.recording.stopped) return [];
  return [{ type: 'countersign.session.recording_stopped.v1', data: { reason } }];
}

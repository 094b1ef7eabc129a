import { AuditEvent } from '../audit/audit-event.entity.ts';
import { ApiKey } from '../auth/api-key.entity.ts';
import { SignInToken } from '../auth/sign-in-token.entity.ts';
import { UserSession } from '../auth/user-session.entity.ts';
import { Candidate } from '../candidates/candidate.entity.ts';
import { FormCapture } from '../captures/capture.entity.ts';
import { Checkpoint } from '../projecting/checkpoint.entity.ts';
import { ApplicationRun } from '../runs/run.entity.ts';
import { ApplicationTask } from '../runs/task.entity.ts';
import { RemoteBrowserSession } from '../sessions/session.entity.ts';

/** Tables of the read model: disposable. */
const READ_MODEL_ENTITIES = [Candidate, ApplicationRun, ApplicationTask, RemoteBrowserSession, FormCapture, AuditEvent, Checkpoint];
/** Tables of the schema `gateway`: not in the log, so never dropped. Entities of auth/ and http/ go here. */
const GATEWAY_ENTITIES = [ApiKey, SignInToken, UserSession];

export const ENTITIES = [...READ_MODEL_ENTITIES, ...GATEWAY_ENTITIES];

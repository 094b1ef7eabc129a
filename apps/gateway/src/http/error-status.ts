import { candidateErrors, captureErrors, commandErrors, requestErrors, runErrors, sessionErrors, taskErrors } from '@countersign/contracts';

/** Every error table of the contracts. A code that stands in two of them means the same in both. */
export const ERROR_TABLES = [requestErrors, commandErrors, runErrors, taskErrors, candidateErrors, sessionErrors, captureErrors] as const;

export type ErrorCode =
  | keyof typeof requestErrors
  | keyof typeof commandErrors
  | keyof typeof runErrors
  | keyof typeof taskErrors
  | keyof typeof candidateErrors
  | keyof typeof sessionErrors
  | keyof typeof captureErrors;

/** HTTP status of every code: the only place where the two meet. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  request_invalid: 400,
  json_malformed: 400,
  json_too_deep: 400,
  json_key_refused: 400,
  body_too_large: 413,
  request_malformed: 400,
  request_timed_out: 408,
  url_too_long: 414,
  headers_too_large: 431,
  expectation_failed: 417,
  not_acceptable: 406,
  content_encoding_not_supported: 415,
  rate_limit_exceeded: 429,
  read_model_behind: 503,
  media_type_not_supported: 415,
  route_not_found: 404,
  method_not_allowed: 405,
  upgrade_required: 426,
  unauthenticated: 401,
  forbidden: 403,
  host_refused: 403,
  origin_refused: 403,
  if_match_required: 428,
  if_match_invalid: 400,
  cursor_invalid: 400,
  place_invalid: 400,
  place_in_future: 422,
  did_not_exist_yet: 404,
  history_too_long: 422,
  export_limit_reached: 429,
  stream_limit_reached: 429,
  streams_exhausted: 503,
  idempotency_key_invalid: 400,
  idempotency_key_reused: 422,
  idempotency_key_in_flight: 409,
  command_timed_out: 504,
  document_too_large: 413,
  document_empty: 422,
  api_key_not_found: 404,
  api_key_roles_conflict: 422,
  sign_in_link_unknown: 401,
  sign_in_link_used: 410,
  sign_in_link_expired: 410,
  sign_in_links_off: 409,
  sign_in_not_found: 404,
  oidc_not_configured: 404,
  webhook_not_found: 404,
  webhook_delivery_not_found: 404,
  webhook_url_refused: 422,
  webhook_limit_reached: 409,
  webhook_disabled: 409,
  webhooks_not_configured: 409,
  shutting_down: 503,

  command_invalid: 400,
  service_unavailable: 503,
  internal: 500,

  run_not_found: 404,
  run_exists: 409,
  task_not_found: 404,
  task_exists: 409,

  candidate_not_found: 404,
  candidate_exists: 409,
  candidate_erased: 410,
  resume_invalid: 422,
  resume_unreadable: 422,
  document_not_found: 404,

  session_not_found: 404,
  session_exists: 409,
  session_not_active: 410,
  session_limit_reached: 429,
  session_start_failed: 502,
  ttl_too_long: 422,
  grant_not_found: 404,
  grant_used: 410,
  grant_expired: 410,
  grant_revoked: 410,
  grant_not_yours: 403,
  console_not_open: 403,
  console_view_only: 403,
  control_held: 409,
  control_not_held: 409,
  control_token_stale: 409,
  file_not_found: 404,
  file_not_ready: 409,
  file_too_large: 413,
  session_files_full: 413,
  file_chooser_not_open: 409,
  human_has_control: 409,
  handoff_not_found: 404,
  handoff_completed: 409,
  handoff_exists: 409,
  handoff_limit_reached: 409,

  recording_not_found: 404,
  recording_expired: 410,
  recording_corrupt: 500,

  profile_not_found: 404,
  profile_in_use: 409,
  profile_limit_reached: 409,
  profile_key_mismatch: 503,
  profile_unreadable: 502,

  capture_not_found: 404,
  capture_exists: 409,
  capture_not_in_review: 409,
  capture_not_approved: 409,
  capture_already_approved: 409,
  capture_already_submitted: 409,
  submission_in_progress: 409,
  field_not_found: 422,
  answer_invalid: 422,
  answers_missing: 422,
  answers_changed: 409,
  four_eyes_required: 403,
  version_conflict: 412,
  form_not_found: 422,
  sign_in_required: 422,
  page_not_reached: 502,
  form_too_large: 422,
  outcome_not_unknown: 409,
};

/** Seconds after which trying again makes sense. */
export const RETRY_AFTER_SECONDS: Readonly<Partial<Record<ErrorCode, number>>> = {
  service_unavailable: 1,
  shutting_down: 1,
  read_model_behind: 1,
  session_limit_reached: 5,
  export_limit_reached: 5,
  stream_limit_reached: 5,
  streams_exhausted: 5,
  idempotency_key_in_flight: 1,
};

const TITLES: ReadonlyMap<string, string> = new Map(ERROR_TABLES.flatMap((table) => Object.entries(table)));

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(STATUS_OF, code);
}

/** The sentence of the error table. */
export function titleOf(code: ErrorCode): string {
  return TITLES.get(code) ?? code;
}

/** Refusals that any command can meet. */
export const commandErrors = {
  command_invalid: 'The command does not have the shape that its schema asks for.',
  version_conflict: 'What the command is about changed in the meantime.',
  service_unavailable: 'The service that owns this did not answer; nothing is known to have changed. Try again.',
  internal: 'Something went wrong that is not your fault; it was logged.',
} as const;

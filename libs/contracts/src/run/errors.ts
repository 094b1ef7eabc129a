export const runErrors = {
  run_not_found: 'There is no run with this id.',
  run_exists: 'A run with this id is registered already.',
} as const;

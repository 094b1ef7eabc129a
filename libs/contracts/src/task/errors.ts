export const taskErrors = {
  task_not_found: 'There is no task with this id.',
  task_exists: 'A task with this id is registered already.',
} as const;

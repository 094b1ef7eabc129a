import type { TaskView } from '../task/views.ts';

export interface RunView {
  id: string;
  candidateId: string;
  candidateName: string | null;
  title: string | null;
  registeredAt: string;
  version: number;
}
export interface RunWithTasksView extends RunView {
  tasks: TaskView[];
}

import type { CaptureStatus } from '../capture/status.ts';

export interface TaskView {
  id: string;
  runId: string;
  url: string;
  company: string;
  title: string;
  registeredAt: string;
  captureId: string | null;
  captureStatus: CaptureStatus | null;
  version: number;
}

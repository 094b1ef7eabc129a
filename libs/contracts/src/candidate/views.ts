import type { DocumentReference, Preferences } from './events.ts';

export interface CandidateView {
  id: string;
  name: string | null;
  email: string | null;
  resume: Record<string, unknown>;
  preferences: Preferences;
  documents: DocumentReference[];
  registeredAt: string;
  version: number;
}

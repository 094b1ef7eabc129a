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

/** A JSON Resume as rules read it from a document. */
export interface ResumeProposalView {
  /** Fits the schema of a JSON Resume, but may lack a name. */
  resume: Record<string, unknown>;
  /** What is missing, was left out, or was not understood. */
  notes: string[];
  /** Of every part. */
  confidence: 'low';
  /** The beginning of the document's text, to compare with. */
  excerpt: string;
}

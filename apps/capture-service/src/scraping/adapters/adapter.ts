import type { RawFrame, RawQuestion } from '../raw-form.ts';

/** What is known about one application system, on top of what any HTML form says. */
export interface Adapter {
  readonly name: string;
  /** By address and marks of the page, or of the frame that holds the form. */
  recognises(page: { urls: readonly string[]; landmarks: readonly string[] }): boolean;
  /** Completes what was read by what the page knows besides. Adds no question that the page does not show. */
  complete(questions: readonly RawQuestion[], frame: RawFrame): RawQuestion[];
}

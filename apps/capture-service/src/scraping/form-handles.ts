import type { ElementHandle, Frame, JSHandle, Page } from 'playwright-core';
import type { BoundQuestion } from './assemble-questions.ts';
import { within } from './deadline.ts';
import type { FormButtons } from './form-buttons.ts';
import { datePartsValue, pageValue, type PageValue } from './page-value.ts';
import { readRaw } from './frame-reader.ts';
import type { Reader } from './page-script/reader.ts';
import type { FormAction, RawFrame, RawQuestion, RawValue } from './raw-form.ts';

const CALL_TIMEOUT_MS = 5_000;

/** What a reading of the frame amounts to: the questions of its form with their controls, and its buttons. */
export interface Binding {
  bound: BoundQuestion[];
  buttons: FormButtons;
}

/**
 * The way back from a question to its controls. Elements are kept by number in the reader that read them, nothing is
 * written into the page. A script may draw its controls anew: {@link rebind} reads again and finds them by question id.
 */
export class FormHandles {
  readonly page: Page;
  readonly frame: Frame;
  /** Files that were attached: pages may take them out of their inputs. */
  readonly attached = new Map<string, { name: string }>();
  #reader: JSHandle<Reader>;
  #bound: Map<string, BoundQuestion>;
  #buttons: FormButtons;
  readonly #bind: (frame: RawFrame) => Binding | null;

  constructor(page: Page, frame: Frame, reader: JSHandle<Reader>, binding: Binding, bind: (frame: RawFrame) => Binding | null) {
    this.page = page;
    this.frame = frame;
    this.#reader = reader;
    this.#bound = new Map(binding.bound.map((item) => [item.question.id, item]));
    this.#buttons = binding.buttons;
    this.#bind = bind;
  }

  get reader(): JSHandle<Reader> {
    return this.#reader;
  }

  get questions(): BoundQuestion[] {
    return [...this.#bound.values()];
  }

  question(fieldId: string): BoundQuestion | undefined {
    return this.#bound.get(fieldId);
  }

  buttonRef(action: FormAction): number | null {
    return this.#buttons[action]?.ref ?? null;
  }

  /** The element with a number of the last reading; null: it is no longer in the page. */
  async element(ref: number): Promise<ElementHandle<HTMLElement> | null> {
    const handle = await this.#reader.evaluateHandle((reader, index) => {
      const element = reader.elements[index];
      return element?.isConnected ? element : null;
    }, ref);
    return handle.asElement() as ElementHandle<HTMLElement> | null;
  }

  /** The values of all questions in the terms of answers; a control that went away counts as empty. */
  async values(): Promise<Record<string, PageValue>> {
    const refs = this.refs();
    const read = this.#reader.evaluate((reader, wanted) => wanted.map((ref) => reader.value(ref)), refs);
    const values = await within(read, CALL_TIMEOUT_MS, () => refs.map((): RawValue | null => null));
    const byRef = new Map(refs.map((ref, index) => [ref, values[index] ?? null]));
    return Object.fromEntries(this.questions.map(({ question, raw }) => [question.id, this.#valueOf(raw, question.type, byRef)]));
  }

  #valueOf(raw: RawQuestion, type: BoundQuestion['question']['type'], byRef: ReadonlyMap<number, RawValue | null>): PageValue {
    if (raw.widget === 'date_parts') return datePartsValue(raw, (raw.parts ?? []).map((part) => byRef.get(part.question.ref) ?? ''));
    const value = byRef.get(raw.ref) ?? null;
    return value === null ? null : pageValue(raw, type, value);
  }

  /** Numbers of all controls of the form. */
  refs(): number[] {
    return [...new Set(this.questions.flatMap(({ raw }) => refsOf(raw)))];
  }

  /** Whether every control is still in the page. */
  async isCurrent(): Promise<boolean> {
    const refs = this.questions.map(({ raw }) => raw.ref);
    return within(
      this.#reader.evaluate((reader, wanted) => wanted.every((ref) => reader.elements[ref]?.isConnected === true), refs).catch(() => false),
      CALL_TIMEOUT_MS,
      () => false,
    );
  }

  /** Reads the frame again and binds the known questions to the controls as they are now; false: some are gone. */
  async rebind(): Promise<boolean> {
    const raw = await within(readRaw(this.#reader).catch(() => null), CALL_TIMEOUT_MS, () => null);
    const binding = raw === null ? null : this.#bind(raw);
    if (binding === null) return false;
    const found = new Map(binding.bound.map((item) => [item.question.id, item]));
    let complete = true;
    for (const [id, known] of this.#bound) {
      const now = found.get(id);
      if (now === undefined) complete = false;
      else this.#bound.set(id, { question: known.question, raw: rejoined(known.raw, now.raw) });
    }
    this.#buttons = binding.buttons;
    return complete;
  }
}

/** The numbers of a question's controls: several for a date in parts. */
export function refsOf(raw: RawQuestion): number[] {
  return [raw.ref, ...(raw.parts ?? []).map((part) => part.question.ref)];
}

/** A quick reading opens no lists: what was known of them stays. */
function rejoined(known: RawQuestion, now: RawQuestion): RawQuestion {
  // The form of a date that a calendar was found to take.
  if (now.inputType === 'calendar') return { ...now, placeholder: known.placeholder };
  if (now.optionsKnown || !known.optionsKnown) return now;
  return { ...now, options: known.options, optionsKnown: true, multiple: known.multiple };
}

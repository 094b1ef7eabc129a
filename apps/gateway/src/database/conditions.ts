import type { Place } from './page.ts';

/** What a list asks of its rows, with the values that the statement binds. */
export class Conditions {
  readonly parameters: unknown[] = [];
  readonly #parts: string[];

  constructor(...always: readonly string[]) {
    this.#parts = [...always];
  }

  /** Nothing is asked of a column when there is no value. */
  where(column: string, operator: '=' | '<' | '>=' | '= any', value: unknown): this {
    if (value === undefined) return this;
    const bound = this.bind(value);
    this.#parts.push(operator === '= any' ? `${column} = any(${bound})` : `${column} ${operator} ${bound}`);
    return this;
  }

  /** Only what comes after a place, in the order of these two columns. */
  after(at: string, id: string, direction: '<' | '>', place: Place | undefined): this {
    if (place) this.#parts.push(`(${at}, ${id}) ${direction} (${this.bind(place.at)}, ${this.bind(place.id)})`);
    return this;
  }

  and(condition: string): this {
    this.#parts.push(condition);
    return this;
  }

  /** `$1`, `$2` … */
  bind(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }

  toString(): string {
    return this.#parts.join(' and ');
  }
}

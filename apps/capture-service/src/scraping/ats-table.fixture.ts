import type { Question } from '@countersign/contracts';

/** One saved page and what was read from it. */
export interface ReadPage {
  name: string;
  questions: readonly Question[];
}

/** How well pages are read, as a table: page, questions found, with options, required, answered. `answer` says whether a question gets an answer. */
export function atsTable(pages: readonly ReadPage[], answer: (question: Question) => boolean = () => false): string {
  const rows = pages.map(({ name, questions }) => [name, questions.length, questions.filter(({ options }) => options !== undefined).length, questions.filter(({ required }) => required).length, questions.filter(answer).length]);
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
  const all = [['page', 'questions', 'with options', 'required', 'answered'], ...rows, ['total', sum(1), sum(2), sum(3), sum(4)]];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => String(row[column]).length)));
  return all.map((row) => row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[column] ?? 0))).join('  ')).join('\n');
}

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** The job posting that Greenhouse's hosted pages carry (`window.__remixContext`), as JSON; null: none, or more than 1 MB. */
export function readSchema(): unknown {
  const posting = findPosting(remixContext(), 0);
  if (posting === null) return null;
  const kept: Record<string, unknown> = {};
  for (const name of ['questions', 'location_questions', 'compliance', 'eeoc_sections', 'demographic_questions', 'education_config', 'education', 'employment']) kept[name] = posting[name] ?? null;
  const text = JSON.stringify(kept);
  return text.length <= 1_000_000 ? (JSON.parse(text) as unknown) : null;
}

export function remixContext(): unknown {
  const live = (window as unknown as Record<string, unknown>)['__remixContext'];
  if (live !== undefined) return live;
  for (const script of document.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? '';
    const match = /^\s*window\.__remixContext\s*=\s*(\{[\s\S]*\});?\s*$/.exec(text.length <= 3_000_000 ? text : '');
    if (match === null) continue;
    try {
      return JSON.parse(match[1] ?? 'null');
    } catch {
      return null;
    }
  }
  return null;
}

/** The first object that has `questions` and a posting's other marks, at most 8 levels down. */
export function findPosting(value: unknown, depth: number): Record<string, unknown> | null {
  if (value === null || typeof value !== 'object' || depth > 8) return null;
  const object = value as Record<string, unknown>;
  if (Array.isArray(object['questions']) && !Array.isArray(value)) return object;
  for (const key of Object.keys(object).slice(0, 200)) {
    const found = findPosting(object[key], depth + 1);
    if (found !== null) return found;
  }
  return null;
}

import type { PageValue } from '../scraping/page-value.ts';
import type { ScrapedForm } from '../scraping/form-scraper.ts';

/** What every field of the form holds now, in the terms of answers. */
export async function readBack(scraped: ScrapedForm): Promise<Record<string, PageValue>> {
  const { handles } = scraped;
  if (!(await handles.isCurrent())) await handles.rebind();
  const values = await handles.values();
  for (const [fieldId, file] of handles.attached) {
    const known = handles.question(fieldId);
    // A script took the file out of its input to send it, and shows its name instead.
    const taken = known !== undefined && (values[fieldId] ?? null) === null && (await handles.reader.evaluate((reader, [ref, name]) => reader.showsFile(ref as number, name as string), [known.raw.ref, file.name]));
    if (taken) values[fieldId] = { name: file.name, sizeBytes: null };
  }
  return values;
}

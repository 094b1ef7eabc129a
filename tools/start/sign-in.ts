import { readReadyFile } from './ready-file.ts';
import { api } from './sample/api.ts';

try {
  const { url, keys } = readReadyFile();
  const link = await api(url, keys.operator)<{ url: string }>('POST', '/v1/sign-in-links', {});
  process.stdout.write(`Open this link (it signs you in, once):\n\n  ${link.url}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

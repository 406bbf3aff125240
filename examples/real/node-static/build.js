import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { marked } from 'marked';

mkdirSync('dist', { recursive: true });
for (const name of readdirSync('pages')) {
  const html = marked.parse(readFileSync(`pages/${name}`, 'utf8'));
  writeFileSync(`dist/${name.replace(/\.md$/, '.html')}`, `<!doctype html>\n${html}`);
}

// The words of the screens, read from the product's own message files: a journey names a message, never its text.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Language = 'zh' | 'en';
type Values = Record<string, string | number>;

const MESSAGE = /^(\w+) = "(.*)"$/;

const messages = { zh: read('zh'), en: read('en') };

/** The text of a message, with its values filled in. */
export function say(language: Language, key: string, values: Values = {}): string {
  const text = messages[language].get(key);
  if (text === undefined) throw new Error(`no message ${key} in ${language}`);
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The language a browser with this locale is answered in. */
export function languageOf(locale: string | undefined): Language {
  return locale?.startsWith('zh') ? 'zh' : 'en';
}

function read(language: Language): Map<string, string> {
  const folder = fileURLToPath(new URL(`../app/locales/${language}/`, import.meta.url));
  const lines = readdirSync(folder).flatMap((file) => readFileSync(folder + file, 'utf8').split('\n'));
  const pairs = lines.map((line) => MESSAGE.exec(line)).filter((match) => match !== null);
  return new Map(pairs.map(([, key, text]) => [key, text.replaceAll('\\"', '"')]));
}

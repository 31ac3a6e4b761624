// The content security policy, as Google's evaluator reads it: nothing that weighs anything on whatever is answered.
import type { APIResponse } from '@playwright/test';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'headers are the same in each pair');

/** What the evaluator finds that is more than a remark. */
function findings(policy: string): string[] {
  const found = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return found.filter(({ severity }) => severity < Severity.INFO).map(({ directive, value, description }) => `${directive} ${value ?? ''}: ${description}`);
}

function holds(what: string, status: number, answer: APIResponse): void {
  expect(answer.status(), what).toBe(status);
  const policy = answer.headers()['content-security-policy'];
  expect(policy, `${what} has a policy`).toContain("frame-ancestors 'none'");
  expect(findings(policy), what).toEqual([]);
}

test('the evaluator would find a weak policy', () => {
  expect(findings("script-src 'self' 'unsafe-inline'")).not.toEqual([]);
});

test('no policy has a finding of weight', async ({ page, staffPage, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('files');
  await page.locator('#files').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') });
  await page.getByRole('button', { name: citizen.say('files_send'), exact: true }).click();
  const file = await page.locator('.file__picture').getAttribute('src');
  const officer = new Officer(staffPage);
  await officer.signsIn('dispatcher');

  holds('a public page', 200, await page.request.get('/', { headers: { accept: 'text/html' } }));
  holds('a staff page', 200, await staffPage.request.get('/s/q/to-dispatch', { headers: { accept: 'text/html' } }));
  const headers = { accept: 'application/json', 'sec-fetch-site': 'same-origin' };
  holds('what a server function answers', 200, await staffPage.request.post('/api/desk/read', { form: {}, headers }));
  holds('a file', 200, await page.request.get(file!));
  holds('the program', 200, await page.request.get((await page.locator('link[rel=stylesheet]').first().getAttribute('href'))!));
  holds('no page', 404, await page.request.get('/no/such/page', { headers: { accept: 'text/html' } }));
  const elsewhere = { accept: 'text/html', 'sec-fetch-site': 'cross-site' };
  holds('a form of another site', 403, await page.request.post('/api/report/begin', { form: {}, headers: elsewhere }));
});

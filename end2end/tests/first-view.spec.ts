// What a cheap telephone must load before a page stands there: little, and nothing of the app.
import { expect, test } from '../fixtures';

const MOST_BYTES = 40 * 1024;
const MOST_REQUESTS = 6;

for (const path of ['/', '/report']) {
  test(`the first view of ${path} is small and needs no app`, async ({ page, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled === false, 'measured by script');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(path, { waitUntil: 'load' });
    const before = [...asked];
    const bytes = await page.evaluate(() => {
      const loaded = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
      const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const early = files.filter(({ startTime }) => startTime < loaded.loadEventStart);
      return early.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, loaded.encodedBodySize);
    });
    expect(before.filter((url) => url.endsWith('.wasm'))).toEqual([]);
    expect(before.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
}

// What every journey uses: pages that fail their test by themselves when the browser complains.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

export { expect };

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const REFUSAL_LINE = /^Failed to load resource: the server responded with a status of (4\d\d) /;

type Fixtures = {
  watch: Watch;
  /** Announces a refusal (4xx) that belongs to the journey; one that then does not come is a failure too. */
  expectStatus: (status: number) => void;
  /** Fails on any barrier in the page as it stands. Does nothing without script, for axe is one. */
  axe: (page: Page) => Promise<void>;
  /** A second browser for the staff member in a journey: script, English and a desk's width, whatever the citizen has. */
  staffPage: Page;
  /** Opens one more browser of somebody at work, with nothing of the others in it. */
  anotherBrowser: () => Promise<BrowserContext>;
};

export const test = base.extend<Fixtures>({
  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    watch.conclude();
  },
  context: async ({ context, watch, javaScriptEnabled }, use) => {
    watch.follow(context, javaScriptEnabled !== false);
    await use(context);
  },
  anotherBrowser: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ javaScriptEnabled: true, locale: 'en-GB', viewport: { width: 1280, height: 800 } });
      watch.follow(context, true);
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
  staffPage: async ({ anotherBrowser }, use) => use(await (await anotherBrowser()).newPage()),
  expectStatus: async ({ watch }, use) => use((status) => watch.announce(status)),
  axe: async ({ watch }, use) =>
    use(async (page) => {
      if (!watch.hasScript(page)) return;
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
      expect(barriers, `barriers on ${page.url()}`).toEqual([]);
    }),
});

/** Listens to all browsers of one test and keeps what they complain about. */
class Watch {
  readonly #complaints: string[] = [];
  readonly #announced = new Set<number>();
  readonly #came = new Set<number>();
  readonly #script = new Map<BrowserContext, boolean>();

  follow(context: BrowserContext, script: boolean): void {
    this.#script.set(context, script);
    context.on('weberror', (error) => this.#complaints.push(`error: ${error.error().message}`));
    context.on('response', (response) => this.#came.add(response.status()));
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      const refusal = Number(REFUSAL_LINE.exec(message.text())?.[1]);
      if (this.#announced.has(refusal)) return;
      this.#complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      // A page that is left ends its open streams and loads: nobody failed.
      if (why !== 'net::ERR_ABORTED') this.#complaints.push(`request: ${request.url()}: ${why}`);
    });
  }

  announce(status: number): void {
    this.#announced.add(status);
  }

  hasScript(page: Page): boolean {
    return this.#script.get(page.context()) ?? false;
  }

  conclude(): void {
    const missing = [...this.#announced].filter((status) => !this.#came.has(status));
    expect(this.#complaints, 'what the browser complained about').toEqual([]);
    expect(missing, 'announced refusals that never came').toEqual([]);
  }
}

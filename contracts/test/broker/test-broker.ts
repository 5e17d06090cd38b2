import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A pact that was published, with the version of the consumer that it is of. */
interface Published {
  readonly consumer: string;
  readonly provider: string;
  readonly version: string;
  readonly branch: string;
  /** The name of the content: the same pact of two versions is verified once. */
  readonly sha: string;
  readonly content: object;
}

interface Verified {
  readonly sha: string;
  readonly providerVersion: string;
  readonly success: boolean;
}

interface WantedPacts {
  readonly consumerVersionSelectors: readonly { readonly mainBranch?: boolean }[];
  readonly includePendingStatus: boolean;
  readonly includeWipPactsSince?: string;
}

/** A call of the API, whose path has the parameters of a route. */
interface Call {
  readonly base: string;
  readonly parameters: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}

type Answer = readonly [status: number, body: object];

export const TOKEN = 'of-the-test';

/**
 * A Pact broker for tests: the calls that publishing, verifying and `can-i-deploy` make of one, answered as its API documents them (HAL with
 * links). `main` is the main branch of every consumer.
 */
export class TestBroker {
  readonly #published: Published[] = [];
  readonly results: Verified[] = [];
  /** The versions of the provider that were told to be of a branch. */
  readonly branches: string[] = [];

  readonly listener: RequestListener = (request, response) => {
    void this.#answer(request, response);
  };

  readonly #routes: readonly (readonly [route: RegExp, answer: (call: Call) => Answer])[] = [
    [/^GET \/$/u, (call) => index(call)],
    [/^POST \/contracts\/publish$/u, (call) => this.#publish(call)],
    [
      /^GET \/pacts\/provider\/([^/]+)\/for-verification$/u,
      (call) => [200, links(call, { self: `/pacts/provider/${call.parameters[0]}/for-verification` })],
    ],
    [/^POST \/pacts\/provider\/([^/]+)\/for-verification$/u, (call) => this.#forVerification(call)],
    [/^GET \/pact-version\/([^/]+)$/u, (call) => this.#pact(call)],
    [/^POST \/pact-version\/([^/]+)\/verification-results$/u, (call) => this.#verified(call)],
    [/^GET \/pacticipants\/([^/]+)$/u, (call) => pacticipant(call)],
    [/^PUT \/pacticipants\/([^/]+)\/branches\/([^/]+)\/versions\/([^/]+)$/u, (call) => this.#branchVersion(call)],
    [/^GET \/matrix$/u, (call) => this.#matrix(call)],
  ];

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/', headers } = request;
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const found = this.#routes.find(([route]) => route.test(`${method} ${pathname}`));
    const [, ...parameters] = (found?.[0].exec(`${method} ${pathname}`) ?? []).map(decodeURIComponent);
    const call = { base: `http://${headers.host}`, parameters, query: searchParams, body: await text(request) };
    const [status, body] = headers.authorization === `Bearer ${TOKEN}` ? (found?.[1](call) ?? [404, {}]) : [401, {}];
    response.writeHead(status, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body));
  }

  #publish({ base, body }: Call): Answer {
    const { pacticipantName, pacticipantVersionNumber: version, branch, contracts } = JSON.parse(body);
    for (const { consumerName: consumer, providerName: provider, content } of contracts) {
      const pact = JSON.parse(Buffer.from(content, 'base64').toString());
      const sha = createHash('sha1').update(JSON.stringify(pact.interactions)).digest('hex');
      this.#published.push({ consumer, provider, version, branch, sha, content: pact });
    }
    const notices = [{ type: 'success', text: `Published ${pacticipantName} ${version}` }];
    const self = { href: `${base}/pacticipants/${pacticipantName}`, name: pacticipantName, title: 'Pacticipant' };
    const embedded = {
      pacticipant: { name: pacticipantName, _links: { self } },
      version: { number: version, _links: { self } },
    };
    const named = { 'pb:pacticipant': self, 'pb:pacticipant-version': self, 'pb:contracts': [] };
    return [200, { notices, _embedded: embedded, _links: named }];
  }

  #forVerification({ base, parameters: [provider], body }: Call): Answer {
    const { consumerVersionSelectors, includePendingStatus, includeWipPactsSince }: WantedPacts = JSON.parse(body);
    const isMainWanted = consumerVersionSelectors.some(({ mainBranch }) => mainBranch);
    const ofProvider = this.#published.filter((published) => published.provider === provider);
    const main = isMainWanted ? ofProvider.filter(({ branch }) => branch === 'main') : [];
    const isVerified = (sha: string) => this.results.some((result) => result.sha === sha && result.success);
    const wip = ofProvider.filter(({ branch, sha }) => includeWipPactsSince && branch !== 'main' && !isVerified(sha));
    const newest = new Map(
      [...wip, ...main].map((published) => [`${published.consumer} ${published.branch}`, published]),
    );
    const pacts = Array.from(newest.values(), ({ consumer, branch, sha }) => {
      const pending = branch !== 'main' || (includePendingStatus && !isVerified(sha));
      const notices = pending ? [{ when: 'before_verification', text: `The pact of ${branch} is pending.` }] : [];
      const properties = { ...(includePendingStatus && { pending }), ...(branch !== 'main' && { wip: true }), notices };
      const self = { href: `${base}/pact-version/${sha}`, name: `Pact between ${consumer} and ${provider}` };
      return { shortDescription: `latest from ${branch}`, verificationProperties: properties, _links: { self } };
    });
    return [200, { _embedded: { pacts }, _links: { self: { href: base } } }];
  }

  #pact({ base, parameters: [sha, ...rest] }: Call): Answer {
    const published = this.#published.find((one) => one.sha === sha);
    if (!published) return [404, { rest }];
    const href = `${base}/pact-version/${sha}`;
    const provider = { href: `${base}/pacticipants/${published.provider}`, name: published.provider };
    const results = { href: `${href}/verification-results` };
    const self = { href, name: 'the pact' };
    return [
      200,
      { ...published.content, _links: { self, 'pb:provider': provider, 'pb:publish-verification-results': results } },
    ];
  }

  #verified({ base, parameters: [sha = ''], body }: Call): Answer {
    const { providerApplicationVersion: providerVersion, success } = JSON.parse(body);
    this.results.push({ sha, providerVersion, success });
    return [201, { _links: { self: { href: `${base}/verification-results/${this.results.length}` } } }];
  }

  #branchVersion({ base, parameters: [name, branch, version] }: Call): Answer {
    this.branches.push(`${name} ${version} of ${branch}`);
    return [200, { _links: { self: { href: base } } }];
  }

  /** Whether a version of the consumer can be deployed: nothing is, until all its pacts are verified. */
  #matrix({ query }: Call): Answer {
    const asked = this.#published.filter(
      ({ consumer, version }) => consumer === query.get('q[][pacticipant]') && version === query.get('q[][version]'),
    );
    const outcomes = asked.map(({ sha }) => this.results.findLast((result) => result.sha === sha)?.success);
    const count = (wanted: boolean | undefined) => outcomes.filter((outcome) => outcome === wanted).length;
    const [success, failed, unknown] = [count(true), count(false), count(undefined)];
    const deployable = asked.length > 0 && success === asked.length;
    const reason = deployable
      ? 'All required verification results are published and successful'
      : 'There is no verified pact between billing-sdk and billing-api';
    const summary = { deployable: unknown > 0 ? null : deployable, reason, success, failed, unknown };
    return [200, { summary, notices: [{ type: deployable ? 'success' : 'error', text: reason }], matrix: [] }];
  }
}

function index(call: Call): Answer {
  return [
    200,
    links(call, {
      'pb:publish-contracts': '/contracts/publish',
      'pb:provider-pacts-for-verification': '/pacts/provider/{provider}/for-verification',
    }),
  ];
}

function pacticipant(call: Call): Answer {
  const [name] = call.parameters;
  const version = `/pacticipants/${name}/branches/{branch}/versions/{version}`;
  return [200, { name, ...links(call, { 'pb:branch-version': version, 'pb:pacticipant-branch-version': version }) }];
}

function links({ base }: Call, paths: Readonly<Record<string, string>>): object {
  const named = Object.entries({ self: '/', ...paths }).map(([name, path]) => [
    name,
    { href: base + path, templated: path.includes('{') },
  ]);
  return { _links: Object.fromEntries(named) };
}

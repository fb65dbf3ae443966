// SPDX-License-Identifier: Apache-2.0
// doc/openapi.json as a judge: which operation a request is, whether a reply is what the document
// says, and which operations were called at all. An operation that no test calls fails the suite.
import { AssertionError } from 'node:assert';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root } from './place.ts';

interface Response {
  description?: string;
  $ref?: string;
  content?: Record<string, unknown>;
}

export interface Operation {
  id: string;
  method: string;
  /** The path as the document has it, with {names}. */
  path: string;
  responses: Record<string, Response>;
}

interface Document {
  paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, Response> }>>;
  components?: { responses?: Record<string, Response> };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const documentPath = join(root, 'doc/openapi.json');
/** Where each process of the suite leaves the operations it called. */
const calledFolder = process.env.TEST_CALLED;

const pointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

export class Contract {
  readonly operations: Operation[] = [];
  readonly #shapes: { operation: Operation; pattern: RegExp; holes: number }[] = [];
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #document: Document;
  readonly called = new Set<string>();

  constructor(document: Document) {
    this.#document = document;
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
    for (const format of ['int64', 'decimal4', 'fraction6', 'weight2']) this.#ajv.addFormat(format, true);
    this.#ajv.addSchema({ ...document, $id: 'openapi' }, 'openapi');
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of methods) {
        const found = item[method];
        if (!found) continue;
        const operation = {
          id: found.operationId ?? `${method} ${path}`,
          method: method.toUpperCase(),
          path,
          responses: found.responses ?? {},
        };
        this.operations.push(operation);
        const literal = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'));
        this.#shapes.push({ operation, pattern: new RegExp(`^${literal.join('[^/]+')}$`), holes: literal.length });
      }
    }
    this.#shapes.sort((a, b) => a.holes - b.holes); // /me/due before /me/{x}
  }

  /** The operation of a request, if the document has one. */
  find(method: string, path: string): Operation | undefined {
    return this.#shapes.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation;
  }

  /** Throws unless the reply is one that the document promises. */
  check(method: string, path: string, status: number, mediaType: string, body: unknown): Operation | undefined {
    const operation = this.find(method, path);
    const at = `${method} ${path} answered ${status}`;
    if (!operation) {
      if (status >= 400) this.#checkProblem(at, mediaType, body);
      return undefined;
    }
    this.called.add(operation.id);
    const key = [String(status), `${String(status)[0]}XX`, 'default'].find((name) => operation.responses[name]);
    if (!key) fail(`${at}, which ${operation.id} does not document`);
    let place = ['paths', operation.path, method.toLowerCase(), 'responses', key];
    let response = operation.responses[key] as Response;
    if (response.$ref) {
      place = response.$ref.slice(2).split('/');
      response = this.#document.components?.responses?.[place[2] ?? ''] ?? {};
    }
    const content = response.content ?? {};
    if (Object.keys(content).length === 0) {
      if (body !== undefined) fail(`${at} with a body, and ${operation.id} documents none`);
      return operation;
    }
    if (!(mediaType in content)) fail(`${at} as ${mediaType}, which ${operation.id} does not document`);
    if (/[/+]json$/.test(mediaType)) this.#validate(at, [...place, 'content', mediaType, 'schema'], body);
    return operation;
  }

  #checkProblem(at: string, mediaType: string, body: unknown): void {
    if (mediaType !== 'application/problem+json') fail(`${at} as ${mediaType}, not as a problem document`);
    const problem = body as { status?: unknown; title?: unknown };
    if (typeof problem?.title !== 'string' || typeof problem.status !== 'number') {
      fail(`${at} with no problem document: ${JSON.stringify(body)}`);
    }
  }

  #validate(at: string, place: string[], body: unknown): void {
    const ref = `openapi#/${place.map(pointer).join('/')}`;
    let validator = this.#validators.get(ref);
    if (!validator) {
      validator = this.#ajv.compile({ $ref: ref });
      this.#validators.set(ref, validator);
    }
    if (!validator(body)) {
      const faults = (validator.errors ?? []).map((error) => `  ${error.instancePath || '/'} ${error.message}`);
      fail(`${at} with what the document does not allow:\n${faults.join('\n')}\n${JSON.stringify(body, null, 1)}`);
    }
  }

  /** Leaves what this process called for the last test to add up. */
  save(): void {
    if (!calledFolder || this.called.size === 0) return;
    mkdirSync(calledFolder, { recursive: true });
    writeFileSync(join(calledFolder, `${process.pid}.json`), JSON.stringify([...this.called]));
  }
}

function fail(message: string): never {
  throw new AssertionError({ message, stackStartFn: fail });
}

let loaded: Contract | undefined;

/** The contract of this clone; what was called is saved when the process ends. */
export function contract(): Contract {
  if (!loaded) {
    const mine = new Contract(JSON.parse(readFileSync(documentPath, 'utf8')) as Document);
    process.once('exit', () => mine.save());
    loaded = mine;
  }
  return loaded;
}

/** What all processes of this suite called. */
export function calledOperations(): Set<string> {
  const all = new Set<string>();
  if (!calledFolder || !existsSync(calledFolder)) return all;
  for (const name of readdirSync(calledFolder)) {
    for (const id of JSON.parse(readFileSync(join(calledFolder, name), 'utf8')) as string[]) all.add(id);
  }
  return all;
}

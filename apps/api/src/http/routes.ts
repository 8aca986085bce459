export interface Route {
  readonly method: string;
  readonly url: string;
  readonly policy: string | undefined;
}

/** Every route that the server has, as it was registered. */
export class Routes {
  readonly all: Route[] = [];

  add(methods: string | readonly string[], url: string, policy: string | undefined): void {
    for (const method of [methods].flat()) this.all.push({ method, url, policy });
  }

  /** The methods that a path takes. */
  methodsOf(target: string): string[] {
    const [path = ''] = target.split('?');
    const fitting = this.all.filter(({ url }) => patternOf(url).test(path));
    return [...new Set(fitting.map(({ method }) => method))].sort();
  }
}

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[^\w-]/g, String.raw`\$&`)))
      .join('/')}$`,
  );

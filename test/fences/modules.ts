import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** A source file and what it imports: files of ours by path, packages by name. `types` are erased at run time. */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly of: string; readonly types: boolean }[];
}

/** Reads one source; imports of ours are told as repository paths, without a file being opened. */
export function moduleFrom(path: string, text: string): Module {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const imports: { of: string; types: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const types = ts.isImportDeclaration(node) ? onlyTypes(node) : node.isTypeOnly;
      imports.push({ of: resolve(path, (node.moduleSpecifier as ts.StringLiteral).text), types });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument))
        imports.push({ of: resolve(path, argument.text), types: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { path, text, imports };
}

function onlyTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause.namedBindings;
  return (
    importClause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function resolve(from: string, specifier: string): string {
  const own = /^#(libs|test)\//.test(specifier)
    ? specifier.slice(1)
    : specifier.startsWith('.')
      ? posix.join(dirname(from), specifier)
      : null;
  return own === null ? specifier : own.replace(/\.js$/, '.ts');
}

/** Every TypeScript source of the repository. */
export function allModules(root: string): Module[] {
  return ['apps', 'libs', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .map((path) => moduleFrom(path, readFileSync(join(root, path), 'utf8'))),
  );
}

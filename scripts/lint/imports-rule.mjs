import { isBuiltin } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

/** `@resnet/engine/conformance` -> `@resnet/engine`; `vega` -> `vega`. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * ESLint rule: a file imports Node, files of its own package, and the packages its options name: `folder` is
 * the package's absolute path, `workspace` its row of the import table, `external` what its package.json declares.
 */
export const importsRule = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: {
          folder: { type: 'string' },
          workspace: { type: 'array', items: { type: 'string' } },
          external: { type: 'array', items: { type: 'string' } },
        },
        required: ['folder', 'workspace', 'external'],
        additionalProperties: false,
      },
    ],
    messages: {
      outside: "'{{specifier}}' leaves the package: import another package by its name, if its row allows it.",
      workspace: "The import table lets this package import {{allowed}}; '{{specifier}}' is not among them.",
      external: "'{{specifier}}' is not declared in this package's package.json.",
    },
  },
  create(context) {
    const { folder, workspace, external } = context.options[0];
    const leavesPackage = (specifier) =>
      relative(folder, resolve(dirname(context.filename), specifier)).startsWith('..');

    const problemWith = (specifier) => {
      if (isBuiltin(specifier)) return undefined;
      if (/^[./]/.test(specifier)) return leavesPackage(specifier) ? 'outside' : undefined;
      const name = packageOf(specifier);
      if (name.startsWith('@resnet/')) return workspace.includes(name) ? undefined : 'workspace';
      return external.includes(name) ? undefined : 'external';
    };

    const check = ({ source: node }) => {
      const specifier = node?.value;
      if (typeof specifier !== 'string') return;
      const messageId = problemWith(specifier);
      const data = { specifier, allowed: workspace.join(', ') || 'no other package' };
      if (messageId !== undefined) context.report({ node, messageId, data });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};

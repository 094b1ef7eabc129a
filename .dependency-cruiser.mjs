/** The import law: which room may know which. ARCHITECTURE.md says why. */
const TESTS = '\\.spec\\.tsx?$';
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure', comment: 'A domain folder imports itself, contracts and decider.', severity: 'error',
      from: { path: '/domain/', pathNot: TESTS }, to: { pathNot: ['/domain/', '^libs/contracts/', '^libs/decider/'] },
    },
    { name: 'contracts-import-nothing-of-ours', severity: 'error', from: { path: '^libs/contracts/', pathNot: TESTS }, to: { path: '^(apps|libs|e2e|tools|bench)/', pathNot: '^libs/contracts/' } },
    { name: 'egress-imports-nothing', severity: 'error', from: { path: '^libs/egress/', pathNot: TESTS }, to: { pathNot: '^libs/egress/', dependencyTypesNot: ['core'] } },
    { name: 'telemetry-imports-nothing-of-ours', severity: 'error', from: { path: '^libs/telemetry/', pathNot: TESTS }, to: { path: '^(apps|libs|e2e|tools|bench)/', pathNot: '^libs/telemetry/' } },
    { name: 'client-runs-anywhere', comment: 'In a browser too: nothing of ours, of Node or of npm.', severity: 'error', from: { path: '^libs/client/', pathNot: TESTS }, to: { pathNot: '^libs/client/' } },
    { name: 'decider-imports-nothing', severity: 'error', from: { path: '^libs/decider/', pathNot: TESTS }, to: { pathNot: '^libs/decider/' } },
    {
      name: 'event-log-imports-contracts-and-decider', comment: 'And makes spans.', severity: 'error',
      from: { path: '^libs/event-log/', pathNot: TESTS }, to: { path: '^(apps|libs|e2e|tools|bench)/', pathNot: ['^libs/(event-log|contracts|decider)/', '^libs/telemetry/src/(index|span)\\.ts$'] },
    },
    { name: 'libs-import-no-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|e2e|tools|bench)/' } },
    { name: 'apps-meet-on-the-bus', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' } },
    { name: 'apps-import-no-tools', severity: 'error', from: { path: '^apps/', pathNot: [TESTS, '\\.fixture\\.ts$'] }, to: { path: '^(e2e|tools|bench|libs/test-kit)/' } },
    { name: 'web-imports-contracts-and-client', severity: 'error', from: { path: '^apps/web/' }, to: { path: '^(apps|libs)/', pathNot: '^(apps/web|libs/contracts|libs/client)/' } },
    { name: 'client-is-for-callers', comment: 'Services meet on the bus.', severity: 'error', from: { path: '^apps/', pathNot: ['^apps/web/', TESTS, '\\.fixture\\.ts$'] }, to: { path: '^libs/client/' } },
    { name: 'test-kit-in-tests-only', severity: 'error', from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/test-kit/', '\\.fixture\\.ts$'] }, to: { path: '^libs/test-kit/' } },
    { name: 'novnc-in-the-screen', severity: 'error', from: { path: '^(apps|libs)/', pathNot: '^apps/web/src/console/' }, to: { path: 'node_modules/@novnc/' } },
    { name: 'mikro-orm-in-the-gateway', severity: 'error', from: { pathNot: '^apps/gateway/' }, to: { path: 'node_modules/@mikro-orm/' } },
    {
      name: 'playwright-where-the-browser-is', severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '/(browser-host|scraping|submitting|cdp)/', '^apps/capture-service/src/capture/', '\\.fixture\\.ts$'] }, to: { path: 'node_modules/playwright-core' },
    },
    { name: 'nest-in-libs-only-in-event-log-nest', severity: 'error', from: { path: '^libs/', pathNot: '^libs/event-log/src/nest/' }, to: { path: 'node_modules/@nestjs/' } },
    { name: 'no-deep-imports', severity: 'error', from: { path: '^(apps|e2e|tools|bench)/' }, to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/(index|nest/index|contract-suite/index|service/index)\\.ts$'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|embed)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'], extensions: ['.ts', '.tsx', '.js'] },
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};

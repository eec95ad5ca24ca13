// The two VS Codes that everything is tested in. code-server ships VS Code's own server and workbench as a package.

/** `native` are the modules the extension host can't start without; `ripgrep` is set where it is not in the package. */
export const releases = {
  minimum: {
    vscode: '1.100.3',
    codeServer: '4.100.3',
    node: '20.20.2',
    native: ['@vscode/spdlog', 'native-watchdog'],
    ripgrep: '1.18.0',
  },
  current: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    node: '24.21.0',
    native: ['@vscode/spdlog', '@vscode/native-watchdog'],
    ripgrep: undefined,
  },
};

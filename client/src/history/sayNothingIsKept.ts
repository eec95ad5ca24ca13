import { commands, window } from 'vscode';

/** Says why a history holds too little: it is off, or else `otherwise`. */
export function sayNothingIsKept(enabled: boolean, otherwise: string): void {
  if (enabled) void window.showInformationMessage(otherwise);
  else void offerSetting();
}

async function offerSetting(): Promise<void> {
  const openSettings = 'Open Settings';
  const picked = await window.showInformationMessage('The run history is off', openSettings);
  if (picked === openSettings) {
    await commands.executeCommand('workbench.action.openSettings', '@ext:flow-lens.flow-lens history');
  }
}

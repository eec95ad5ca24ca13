// One file, and so one more part of the program: each that is loaded for itself divides what it shares with others anew.
export { handleAddOperations, handleOperations } from './apiHandlers';
export { handleCurl } from './curl';
export { handleFlowDrafts } from './flowDrafts';
export { handleExport, handleGraph } from './graphHandlers';
export { handlePasteCurl } from './requestHandlers';
export { handleOpenHistoryRun, handleOpenResponse } from './responses';

// What commands ask for, in one file: each that is loaded for itself divides what it shares with others into chunks anew.
export { handleAddOperations, handleOperations } from './apiHandlers';
export { handleCurl } from './curl';
export { handleFlowDrafts } from './flowDrafts';
export { handleExport, handleGraph } from './graphHandlers';
export { handlePasteCurl } from './requestHandlers';
export { handleOpenHistoryRun, handleOpenResponse } from './responses';

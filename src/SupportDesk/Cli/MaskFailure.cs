namespace SupportDesk.Cli;

/// <summary>Ends a verb that reads files, such as <c>supportdesk mask</c>, with a sentence that says what is wrong and what to do.</summary>
#pragma warning disable CA1032 // Only made with a sentence.
internal sealed class MaskFailure(string message) : Exception(message);

namespace SupportDesk.Jobs;

/// <summary>What the dashboard may know of a failure: its type, and the number under which the log tells more.</summary>
public sealed class JobFailedException(Type error, string number) : Exception($"{error.Name}, log: {number}");

namespace SupportDesk.Jobs;

/// <summary>What the jobs are called on the dashboard.</summary>
public sealed class JobsText;

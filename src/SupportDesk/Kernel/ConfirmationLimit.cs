namespace SupportDesk.Kernel;

/// <summary>How many e-mails an hour are confirmed to one address, whatever its spelling.</summary>
public sealed record ConfirmationLimit(int AnHour);

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>An e-mail in the making, as a page takes it along over a restart of the desk.</summary>
public sealed record CaseEmailTyping(string Body, string Reason);

namespace SupportDesk.Features.Tickets.Checking;

/// <summary>What a person can do with a file that waits to be checked.</summary>
public sealed record CheckActions(ReplacePicture Replace, ReleaseFile Release, DeleteFile Delete);

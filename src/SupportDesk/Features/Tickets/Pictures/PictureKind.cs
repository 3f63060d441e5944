namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>What a file is by its first bytes. <see cref="Other"/> is a picture of a kind that the desk does not take.</summary>
internal enum PictureKind { None, Png, Jpeg, Other }

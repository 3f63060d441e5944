using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom;

/// <summary>Where the letters of the transport <c>Folder</c> lie.</summary>
internal sealed class MailFolders(MailSettings settings, DataPaths paths)
{
    public MaildirFolder Incoming { get; } = new(Path.GetFullPath(settings.Options.Folder.Incoming, paths.Root));

    public MaildirFolder Outgoing { get; } = new(Path.GetFullPath(settings.Options.Folder.Outgoing, paths.Root));
}

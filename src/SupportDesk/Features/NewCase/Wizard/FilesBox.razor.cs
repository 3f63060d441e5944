using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>The files of a draft: those that are in, those on their way, and a place to drop more.</summary>
public sealed partial class FilesBox
{
    [Parameter, EditorRequired] public required ChecklistItem Item { get; set; }

    [Parameter, EditorRequired] public required DraftEditor Editor { get; set; }

    /// <summary>Per cent of what is on its way; null when nothing is.</summary>
    [Parameter] public EventCallback<long?> OnProgress { get; set; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required RemoveFile Remove { get; init; }

    [Inject] public required ListMaskedSpans ReadHidden { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    private string Id => "item-" + Item.Key;

    private static string Count(long count) => count.ToString("#,0", CultureInfo.CurrentCulture);

    private string Facts(DraftFile file) => file switch
    {
        { IsPicture: true } => T["PictureFacts", ByteSize.Format(file.Size)],
        { IsZip: true } => T["ZipFacts", ByteSize.Format(file.Size)],
        _ => T["FileFacts", ByteSize.Format(file.Size), Count(file.Lines)],
    };

    private string Kinds(DraftFile file) => string.Join(", ", file.HiddenKinds.Select(kind => $"{F["Kind" + kind.Kind]} · {Count(kind.Count)}"));

    private async Task RemoveAsync(Guid fileId)
    {
        await Remove.RunAsync(Editor.Draft.Id, fileId, await Current.GetAsync(), CancellationToken.None);
        await Editor.ReloadFilesAsync();
    }

    private async Task ShowHiddenAsync(Guid fileId)
    {
        var report = await ReadHidden.RunAsync(fileId, await Current.GetAsync(), CancellationToken.None);
        if (report.Ok)
        {
            var parameters = new DialogParameters<MaskedSpansDialog>
            {
                { dialog => dialog.Report, report.Value },
                { dialog => dialog.OnChanged, Editor.ReloadFilesAsync },
            };
            await Dialogs.ShowAsync<MaskedSpansDialog>(F["HiddenPlacesTitle", report.Value.Name], parameters, MaskedSpansDialog.Options);
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>Shows its content anew when a draft is saved or fills up, without the page around it.</summary>
public sealed class FollowDraft : ComponentBase, IDisposable
{
    [Parameter, EditorRequired] public required DraftEditor Editor { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    public void Dispose() => Editor.Moved -= OnMoved;

    protected override void OnInitialized() => Editor.Moved += OnMoved;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);

    private void OnMoved() => _ = InvokeAsync(StateHasChanged);
}

using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>One of a few. A label's <c>for</c> does not reach it: it needs an <c>aria-label</c> of its own.</summary>
public class Choice<T> : MudSelect<T>
{
    private readonly FieldMark mark = new();

    public Choice()
    {
        (Variant, Margin, Typo, Modal) = (Variant.Outlined, Margin.Dense, Typo.body1, false);
        (AnchorOrigin, TransformOrigin) = (Origin.BottomLeft, Origin.TopLeft);
        OpenIcon = CloseIcon = IconSvg.Of("chevron");
        ClearIcon = IconSvg.Of("x");
    }

    /// <summary>The field in which this lies, if any; it is heeded if it is meant for <c>InputId</c>.</summary>
    [CascadingParameter] public FieldState? Around { get; set; }

    public override Task SetParametersAsync(ParameterView parameters)
    {
        mark.Read(parameters);
        return base.SetParametersAsync(parameters);
    }

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        var field = Around?.For == InputElementId ? Around : null;
        await ErrorState.SetValueAsync(mark.IsWrong(field));
        mark.Describe(field, UserAttributes);
    }
}

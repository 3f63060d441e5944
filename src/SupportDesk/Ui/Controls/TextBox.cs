using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A field for text, as this desk draws it: framed, 34 pixels high, its label above (see <see cref="Field"/>).</summary>
public class TextBox : MudTextField<string>
{
    private readonly FieldMark mark = new();

    public TextBox()
    {
        (Variant, Margin, Typo) = (Variant.Outlined, Margin.Dense, Typo.body1);
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
        // A press has focused the field already. The library asks for the focus once more, behind a round trip: by then the hand may be
        // in the next field, would be pulled back, and its letters would land here.
        UserAttributes["__internal_stopPropagation_onclick"] = true;
    }
}
